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

/** Texts of the page for administrators. */
export const adminMessages = {
  title: 'Azure Blob',
  loading: 'Asking for the state of the installation…',
  denied: {
    title: 'Only administrators of this portal see this page.',
    advice:
      'They are the groups that azureBlob.admins of the app-config names, as far as the rules of the portal let them.',
  },
  state: {
    title: 'State of the installation',
    passed: 'Everything works.',
    attention_one: '{{count}} thing needs attention.',
    attention_other: '{{count}} things need attention.',
    nothing: 'There is nothing to check yet.',
    refresh: 'Refresh',
    refreshed: 'Checked',
  },
  locks: {
    title: 'Locks',
    description:
      'A lock stops access at once, whatever a role or a grant allows.',
    loading: 'Asking for the locks…',
    empty: 'Nothing is locked.',
    label: 'Locks that hold',
    type: { user: 'User', entity: 'Entity', location: 'Location' },
    by: 'by {{user}}',
    until: 'until',
    forever: 'until it is ended',
    end: 'End now',
    endOf: 'End now: the lock on {{target}}',
    ended: 'The lock on {{target}} has ended.',
    notEnded: 'The lock on {{target}} could not be ended.',
    confirm: {
      title: 'End this lock now?',
      text: 'Whoever had access to {{target}} before has it again at once.',
      end: 'End the lock',
    },
    create: {
      button: 'Lock access',
      title: 'Lock access',
      what: 'What to lock',
      target: {
        user: 'User',
        entity: 'Entity',
        location: 'Location',
      },
      hint: {
        user: 'Such as user:default/alice',
        entity: 'Such as component:default/payments-api',
        location: 'The id of a location, such as artifacts',
      },
      invalid: {
        user: 'This is not the name of a user.',
        entity: 'This is not the name of an entity.',
        location: 'Name a location.',
      },
      reason: 'Why',
      reasonHint: 'Whoever is stopped reads this.',
      noReason: 'Say why.',
      until: 'For how long',
      durations: {
        forever: 'Until it is ended',
        hour: '1 hour',
        workday: '8 hours',
        days: '3 days',
      },
      submit: 'Lock now',
      created: '{{target}} is locked.',
    },
    cancel: 'Cancel',
  },
} as const;
