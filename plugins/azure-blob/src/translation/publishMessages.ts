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

/** Texts of how artifacts get here. */
export const publishMessages = {
  title: 'No artifacts yet',
  description: 'They show up here as soon as a pipeline publishes them.',
  step: 'Add this after the step that builds:',
  tools: 'How it is published',
  github: 'GitHub Actions',
  azurePipelines: 'Azure Pipelines',
  cli: 'CLI',
  signIn: {
    github:
      'It signs in with the federated credential of the workflow: no key is stored anywhere.',
    azurePipelines:
      'It signs in with the workload identity of the service connection: no key is stored anywhere.',
    cli: 'It signs in as you, after “az login”.',
  },
  placeholders:
    'Put in what stands in angle brackets; the administrators of this portal know it.',
  role: 'Whoever publishes needs the role Storage Blob Data Contributor on the container.',
  copy: 'Copy',
  copied: 'Copied',
} as const;
