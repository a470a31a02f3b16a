module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // It is never built, and looks inside what it measures, as tests do.
      files: ['src/**/*.ts'],
      rules: {
        '@backstage/no-relative-monorepo-imports': 'off',
        'no-restricted-imports': 'off',
        'no-restricted-syntax': 'off',
        'no-console': 'off',
      },
    },
  ],
});
