/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/**
 * What a line of a log reports.
 *
 * @public
 */
export type AzureBlobLogVerdict = 'error' | 'warning';

// Not part of a name, a path or an option, and not what there is none of.
const ALONE =
  '(?<![\\w./\\\\$=@-])(?<!\\b(?:0|no|No|NO|zero|without|any) {1,2})';
const NOT_A_NAME = '(?![\\w$-]|\\.\\w|\\()';
const NOT_NONE =
  '(?!["\'\\])]?\\s*[:=]\\s*["\']?(?:0|none|null|nil|false|undefined)\\b)';
/** Behind the colon. */
const SOMETHING = '(?!\\s*["\']?(?:0|none|null|nil|false|undefined)\\b)';
const CODE = '[A-Z]{1,8}-?\\d{1,6}\\b';

function wordRule(words: string): string {
  return `${ALONE}(?:${words})${NOT_A_NAME}${NOT_NONE}`;
}

function levelRule(words: string): string {
  return [
    // gcc, tsc, git and others; "error TS2322:" and "error[E0308]:"
    `${ALONE}(?:${words})(?: ${CODE}|\\[\\w{1,20}\\])?:${SOMETHING}`,
    // Visual Studio
    `: (?:fatal )?(?:${words}) ${CODE}`,
    // ESLint, and Yarn 1
    `^\\s*\\d+:\\d+\\s+(?:${words})\\s\\s`,
    `^(?:${words}) (?=[A-Z"'][\\w"'@])`,
    // brackets, logfmt and JSON
    `\\[(?:${words})\\]`,
    `\\b(?:level|lvl|severity)=["']?(?:${words})\\b`,
    `"(?:level|lvl|severity)"\\s?:\\s?"(?:${words})"`,
  ].join('|');
}

/** Rules for the lines that have a certain part, which is quick to find. */
type Rules = Array<[parts: string[], rule: RegExp]>;

function createRules(
  rules: Array<[parts: string[], ...rule: string[]]>,
): Rules {
  return rules.map(([parts, ...rule]) => [parts, new RegExp(rule.join('|'))]);
}

const ERRORS = createRules([
  [['ERR', 'FA'], wordRule('ERROR|FATAL|FAILED|FAIL|FAILURE')],
  [
    ['rror', 'atal', 'npm ERR!'],
    '^\\s*::error[ :]',
    '^\\s*npm (?:ERR!|error)(?:\\s|$)',
    levelRule('[Ee]rror|[Ff]atal(?: [Ee]rror)?'),
    // TypeError:
    '(?<=[A-Za-z])Error:(?=\\s)',
  ],
  [['Exception: '], '[A-Za-z]Exception:\\s'],
  [['Exception in'], `${ALONE}Exception in thread\\b`],
  [['Traceback'], `${ALONE}Traceback \\(most recent call last\\)`],
  [['panic: '], `${ALONE}panic: `],
  [
    ['xit'],
    '\\b[Ee]xit(?:ed|s)?(?: with)?(?: (?:exit )?(?:code|status)|(?<=with))(?: of| is| was)?(?: ?[:=] ?| )[\'"(]?-?0*[1-9]',
  ],
]);

const WARNINGS = createRules([
  [['WARN'], wordRule('WARN|WARNING')],
  [
    ['arn', 'npm WARN'],
    '^\\s*::warning[ :]',
    '^\\s*npm (?:WARN|warn)(?:\\s|$)',
    levelRule('[Ww]arn(?:ing)?'),
    '(?<=[A-Za-z])Warning:(?=\\s)',
    '^warning \\S',
  ],
]);

function obeys(text: string, rules: Rules): boolean {
  return rules.some(
    ([parts, rule]) =>
      parts.some(part => text.includes(part)) && rule.test(text),
  );
}

const COMMAND = /^\s*##\[(\w+)\]/;
const SILENT_COMMAND = /^\s*::(?:group|endgroup|debug|notice|add-mask)\b/;

/**
 * Tells whether a line of a log reports an error or a warning.
 *
 * @param text - what is to be seen of the line: without escape sequences, and
 * without the time that it begins with.
 * @public
 */
export function readLogVerdict(text: string): AzureBlobLogVerdict | undefined {
  const command = COMMAND.exec(text)?.[1];
  if (command === 'error' || command === 'warning') {
    return command;
  }
  // A command echoes what it does: what it says about errors is none.
  if (command || SILENT_COMMAND.test(text)) {
    return undefined;
  }
  if (obeys(text, ERRORS)) {
    return 'error';
  }
  return obeys(text, WARNINGS) ? 'warning' : undefined;
}
