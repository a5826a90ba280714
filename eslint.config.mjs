import tseslint from 'typescript-eslint';
import { layerRules } from './tools/lint/layers.mjs';
import { optionalHasDefault } from './tools/lint/optional-has-default.mjs';

export default tseslint.config(
  { ignores: ['imports/', 'lib/', 'dist/', 'dist-jsii/', 'coverage/', '.cache/', 'schema/', 'examples/*/dist/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    rules: {
      // A message stays in one piece, to be found by its text.
      'max-len': ['error', { code: 160, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true }],
      eqeqeq: 'error',
      'no-control-regex': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-useless-escape': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      // Modules that are loaded on first use.
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    files: ['src/params/**/*.ts', 'src/profile/**/*.ts'],
    plugins: { 'cdk8s-scs': { rules: { 'optional-has-default': optionalHasDefault } } },
    // jsii has `any` and no `unknown`.
    rules: { 'cdk8s-scs/optional-has-default': 'error', '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // Documents of any shape.
    files: ['test/**/*.ts', 'tools/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  ...layerRules(import.meta.dirname),
);
