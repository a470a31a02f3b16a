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

/** Texts of everything that stands between a person and a blob. */
export const accessMessages = {
  loading: 'Checking your access…',
  denied: {
    owner: 'This {{kind}} belongs to {{owner}}.',
    noOwner: 'This {{kind}} belongs to nobody.',
    policy: 'The rules of this portal do not let you see this.',
    you: 'You are signed in as {{user}} ({{groups}}).',
    guest: 'You are signed in as a guest, and a guest owns nothing.',
    guestAdvice: 'Sign out, and choose Microsoft on the sign-in page.',
    advice: 'Its owners can add you to their team.',
    noOwnerAdvice:
      'Set spec.owner in its catalog-info.yaml to give it an owner.',
    policyAdvice: 'Ask the admins of this portal for azure-blob permissions.',
    noGroups: 'no groups',
    owners: 'Owners',
    signOut: 'Sign out',
  },
  steps: {
    portal: 'Signed in to the portal',
    policy: 'Allowed by the rules of the portal',
    role: 'Role on {{name}}',
    roleNone: 'None: you are not in {{owners}}.',
    roleNobody: 'None: there is no owner to give you one.',
    location: 'Location applies to {{name}}',
    audit: 'Access put on record',
    microsoft: 'Signed in with Microsoft',
    exchange: 'Your token exchanged for storage',
    storage: 'Role in Azure Storage',
  },
  signIn: {
    artifacts: 'Sign in with Microsoft to see the artifacts',
    logs: 'Sign in with Microsoft to see the logs',
    why: 'They are read from Azure as you, so that Azure decides what you may see.',
    button: 'Sign in with Microsoft',
    again: 'Continue with Microsoft',
    canceled:
      'The sign-in window was closed before you were signed in. Try again when you are ready.',
    blocked:
      'Your browser blocked the sign-in window. Allow popups for this site, then try again.',
    notConfigured:
      'Signing in is not set up: azureBlob.clientId is missing in the app-config.',
    failed: 'Microsoft did not sign you in: {{message}}',
  },
  storageRole: {
    title: 'Azure has not given you {{role}} on {{scope}}.',
    titleUnknown: 'Azure has not given you a role on this storage.',
    advice:
      'Whoever administers the storage account can assign it to you. New roles take up to 10 minutes.',
  },
  blocked: {
    title: 'A policy of your organisation does not let you in like this.',
    advice:
      'Use a device and a network that it has approved, then continue with Microsoft.',
  },
  unbound: {
    title: 'Nothing tells the portal that this Microsoft account is yours.',
    advice:
      'The administrators of the portal can mend your user in the catalog.',
  },
  noContainer: {
    title: 'There is no storage where this location says.',
    advice:
      'Its container is missing or misspelt; the administrators of the portal can correct that.',
  },
  disabled: {
    title: 'Your Microsoft account is disabled.',
    advice: 'The administrators of Entra ID can enable it.',
  },
  stepUp: {
    uselessTitle: 'The check was made, but it does not reach storage.',
    uselessAdvice:
      'The Microsoft sign-in of this portal does not pass the question of your organisation on, so doing it again would not help. The administrators of the portal can change that.',
    uselessAgain:
      'You have just signed in again, and that did not help. See below what is missing.',
  },
  application: 'Read as the app of this portal: ownership alone decides here.',
  takeOver: {
    notice: 'The storage of {{location}} belonged to another entity before.',
    noticeAdvice:
      'Its records go on under this one. Confirm it if that is right; if not, tell the administrators of the portal.',
    loading: 'Looking up what changed…',
    changes: 'What changed',
    what: 'What',
    before: 'Before',
    after: 'Now',
    uid: 'Identity in the catalog',
    owners: 'Owners',
    origin: 'Described in',
    nothing: 'none',
    who: 'Its former owners ({{owners}}) or an administrator of the portal can confirm it.',
    whoAny:
      'Its former owners or an administrator of the portal can confirm it.',
    confirm: 'Confirm the change',
    confirmed: 'The change is confirmed.',
    failed: 'The change was not confirmed.',
  },
  retry: 'Try again',
  retryIn: 'Try again in {{seconds}} s',
  retryNow: 'You can go on now.',
  retryAfter: 'Wait {{seconds}} seconds before that.',
  copyDetails: 'Copy details',
  detailsCopied: 'Details copied',
  code: 'Code',
  otherLocations: 'Show what there is',
} as const;
