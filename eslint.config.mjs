// typescript-eslint's strict, type-checked rules; what the house adds or turns off says why.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', '.vscode-test/', '.bench/', 'test/fixtures/', 'examples/', 'grammars/', 'docs/', 'media/'],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // Numbers read well in a text: line and column, counts, sizes.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A one-line callback may be the call itself.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // "Everything but this field" is written by naming the field.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    // In source, a rule is met, not switched off.
    files: ['src/**/*.ts'],
    linterOptions: { noInlineConfig: true },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', require: 'readonly', module: 'readonly' } },
  },
);
