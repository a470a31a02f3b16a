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

/** One sentence of what happened and one of what to do, for every code. */
export const errorMessages = {
  GuestNotAllowed: {
    title: 'Guests of the organisation are not let in.',
    advice:
      'Sign in with an account of the organisation, or ask the administrators of the portal.',
  },
  Locked: {
    title: 'This is locked.',
    advice: 'The administrators of the portal can end the lock.',
  },
  ScopeHeld: {
    title: 'This storage belonged to another entity before.',
    advice:
      'Its former owners or an administrator have to confirm the change first.',
  },
  LinkNotFound: {
    title: 'This download link has been used or has ended.',
    advice: 'Such a link works once, and not for long: get a new one here.',
  },
  RateLimited: {
    title: 'You have asked for a lot in a short time.',
    advice: 'Wait until the time is up, then go on from here.',
  },
  InvalidRequest: {
    title: 'The portal asked for something the backend does not know.',
    advice:
      'Reload the page; the portal and its backend may differ in version.',
  },
  InvalidBlobName: {
    title: 'This is not a path that a file can have.',
    advice: 'Check the link you followed, or start from the list of runs.',
  },
  AssertionMissing: {
    title: 'You are not signed in with Microsoft.',
    advice: 'Sign in to go on from here.',
  },
  AssertionInvalid: {
    title: 'Your Microsoft sign-in is not valid for this storage.',
    advice: 'Sign in again; if it stays, tell your admins the code below.',
  },
  TokenExpired: {
    title: 'Your Microsoft sign-in has run out.',
    advice: 'Sign in again to go on from here.',
  },
  InteractionRequired: {
    title: 'Your organisation asks for one more check.',
    advice: 'Continue with Microsoft: you come back to this very place.',
  },
  IdentityMismatch: {
    title: 'You are signed in to Microsoft as somebody else.',
    advice:
      'Sign out of the portal, and sign in with the account that you use here.',
  },
  PermissionDenied: {
    title: 'The rules of this portal do not let you see this.',
    advice: 'Ask the admins of this portal for azure-blob permissions.',
  },
  NoOwner: {
    title: 'Nobody owns this, so nobody can give you access.',
    advice: 'Set spec.owner in its catalog-info.yaml to give it an owner.',
  },
  NoRole: {
    title: 'You have no role here.',
    advice: 'Its owners can add you to their team.',
  },
  LocationNotAllowed: {
    title: 'This location is not one of this component.',
    advice: 'Check the link you followed, or choose another location.',
  },
  UnsafeTemplateValue: {
    title: 'The name of this component cannot be part of a storage path.',
    advice: 'Ask the admins of this portal how it should be stored.',
  },
  StorageForbidden: {
    title: 'Azure Storage refuses to let you in.',
    advice:
      'A firewall or a policy of the storage account is in the way; whoever administers it can tell.',
  },
  EntityNotFound: {
    title: 'This is not in the catalog, or not for you to see.',
    advice: 'Check its name in the catalog.',
  },
  BlobNotFound: {
    title: 'There is nothing under this path.',
    advice: 'It may have been deleted; start from the list of runs.',
  },
  BlobArchived: {
    title: 'This file is in the archive.',
    advice:
      'It can be read after it has been rehydrated, which takes hours; ask your admins.',
  },
  BlobChanged: {
    title: 'This was replaced while you were reading it.',
    advice: 'Load the new one.',
  },
  RangeNotSatisfiable: {
    title: 'This is shorter than it was.',
    advice: 'Load it again.',
  },
  AuditUnavailable: {
    title: 'Your access could not be put on record, so it was not given.',
    advice:
      'Try again in a minute; if it stays, tell your admins the code below.',
  },
  CatalogUnavailable: {
    title: 'The catalog does not answer.',
    advice: 'Try again in a minute.',
  },
  TokenExchangeUnavailable: {
    title: 'Microsoft did not exchange your sign-in for storage.',
    advice:
      'Try again in a minute; if it stays, the app registration needs the attention of your admins.',
  },
  StorageThrottled: {
    title: 'Azure Storage is busy.',
    advice: 'Try again in a moment.',
  },
  StorageUnavailable: {
    title: 'Azure Storage does not answer.',
    advice: 'Try again in a minute.',
  },
  MalwareFound: {
    title: 'Malware was found in this file, so it is not handed out.',
    advice: 'Tell its owners; they can publish a clean build.',
  },
  RunNotFound: {
    title: 'There is no such run.',
    advice: 'It may have been deleted; choose another from the list of runs.',
  },
  DecompressionLimit: {
    title:
      'This unpacks to far more than its size, so it is not unpacked here.',
    advice: 'Download the archive if you trust where it comes from.',
  },
  ArchiveTooLarge: {
    title: 'This is more than fits into one zip.',
    advice:
      'Choose fewer files, or copy the azcopy command where it is offered.',
  },
  ArchiveUnreadable: {
    title: 'This archive cannot be looked into.',
    advice:
      'It may be damaged, encrypted or of another kind; it can still be downloaded.',
  },
  IntegrityFailed: {
    title: 'The bytes are not those that were published.',
    advice:
      'Do not use what you have of it. Try again; if it stays, tell its owners.',
  },
  NetworkDown: {
    title: 'The portal cannot be reached.',
    advice: 'Check your connection, then try again.',
  },
  PortalSessionEnded: {
    title: 'Your session in this portal has ended.',
    advice: 'Reload the page to sign in again.',
  },
  Unexpected: {
    title: 'The backend answered in a way the portal does not understand.',
    advice: 'Try again; if it stays, tell your admins the details below.',
  },
} as const;
