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

/** Texts of the list of logs, with the sections of the one that is open. */
export const logStepsMessages = {
  sections: 'Sections of {{name}}',
  failed: 'Failed',
  warned: 'Has warnings',
  passed: 'OK',
  errors_one: '{{count}} error',
  errors_other: '{{count}} errors',
  untitled: 'Untitled',
  loading: 'Loading more logs…',
  wholeLog: 'Whole log',
  whole: 'Whole log ({{size}})',
  step: 'This step: {{title}}',
  lines: 'Marked lines {{lines}}',
  compare: 'Compare with…',
} as const;
