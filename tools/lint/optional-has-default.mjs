/** Every optional field of the documents says what holds when it is left out: schemas and reference are generated from it. */
export const optionalHasDefault = {
  meta: {
    type: 'problem',
    messages: { missing: "Optional '{{name}}' needs a TSDoc '@default' with a value." },
    schema: [],
  },
  create({ report, sourceCode }) {
    return {
      'ExportNamedDeclaration > TSInterfaceDeclaration TSPropertySignature[optional=true]'(node) {
        const doc = sourceCode.getCommentsBefore(node).findLast(({ type, value }) => type === 'Block' && value.startsWith('*'));
        if (!/@default[ \t]+\S/.test(doc?.value ?? '')) {
          report({ node, messageId: 'missing', data: { name: sourceCode.getText(node.key) } });
        }
      },
    };
  },
};
