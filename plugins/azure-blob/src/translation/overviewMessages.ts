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

/** Texts of the overview card, and of the artifacts of what one owns. */
export const overviewMessages = {
  title: 'Artifacts',
  open: 'Open artifacts',
  loading: 'Loading the latest run…',
  latest: 'Latest run',
  successful: 'Latest successful',
  successfulOn: 'Latest successful on {{branch}}',
  noSuccessful: 'None yet',
  downloads: 'Downloads this week',
  noDownloads: 'None',
  recent: 'Last downloads',
  retry: 'Try again',
  noRuns: 'Its files are not grouped by runs.',
  empty: {
    title: 'No artifacts yet',
    description: 'They show up here as soon as a pipeline publishes them.',
    how: 'How to publish',
  },
  nothing: 'Nothing is stored for this component.',
  denied: 'You have no access to the artifacts.',
  own: {
    label: 'Components and their latest runs',
    filter: 'Filter components',
    component: 'Component',
    size: 'Size',
    when: 'When',
    count_one: '{{number}} component',
    count_other: '{{number}} components',
    loading: 'Loading what you own…',
    page: 'Pages',
    previous: 'Previous page',
    next: 'Next page',
    empty: {
      title: 'You own no component',
      description:
        'What you and your groups own shows up here; spec.owner of a catalog-info.yaml says who that is.',
      filtered: 'No component that you own has “{{text}}” in its name.',
      clear: 'Clear the filter',
    },
    failed: 'What you own could not be read from the catalog.',
  },
} as const;
