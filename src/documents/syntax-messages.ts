/** What a user should do about each kind of syntax error of the parser; the parser's own words where they are clear already. */
const MESSAGES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'tabs are not allowed as indentation; use spaces',
  BAD_INDENT: 'the indentation does not fit: entries of one list or object start at the same column, and what is inside stands further right',
  BLOCK_AS_IMPLICIT_KEY: 'a list or object cannot begin here; put it on a line of its own, or put a text that contains ": " in quotes',
  MULTILINE_IMPLICIT_KEY: 'a colon after the key is missing, or the lines after it are not indented as its value',
  BAD_SCALAR_START: 'a text that begins with this character must be in quotes',
  BAD_DQ_ESCAPE: 'this escape sequence does not exist; write \\\\ for a backslash, or use single quotes',
  BAD_ALIAS: 'the name of this anchor or alias is empty, or ends in a colon',
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag of its own',
  MULTIPLE_ANCHORS: 'a value has at most one anchor',
  MULTIPLE_TAGS: 'a value has at most one tag',
  BAD_PROP_ORDER: 'an anchor or tag stands before the wrong sign; put it directly before its value',
  TAG_RESOLVE_FAILED: 'this tag is not known, or does not fit its value; only the tags of YAML 1.2 are (!!str, !!int, !!float, !!bool, !!null, !!seq, !!map)',
  BAD_COLLECTION_TYPE: 'this tag does not fit its value',
  KEY_OVER_1024_CHARS: 'a key may be at most 1024 characters long',
  BLOCK_IN_FLOW: 'inside of brackets or braces lists and objects are written with brackets and braces too',
  BAD_DIRECTIVE: 'this directive is not known; only %YAML 1.2 and %TAG are',
};

/** The message for a syntax error of the parser, by its code; `original` is the parser's own message. */
export function syntaxMessage(code: string, original: string): string {
  const bracket = /end with a ([\]}])/.exec(original);
  if (bracket) return `the ${bracket[1]} that closes the list or object is missing before this line`;
  if (/^Missing closing .quote/.test(original)) return 'the closing quote is missing';
  return MESSAGES[code] ?? `${original.charAt(0).toLowerCase()}${original.slice(1)}`;
}
