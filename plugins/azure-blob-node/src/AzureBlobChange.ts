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
 * Something that has happened to a blob, as storage tells of it.
 *
 * @public
 */
export interface AzureBlobChange {
  /** The name of the storage account, as in the app-config. */
  account: string;
  container: string;
  /** The whole name of the blob in the container. */
  blob: string;
  /** `created` also where its bytes, metadata or tags have been replaced. */
  kind: 'created' | 'deleted';
  /** ISO 8601, UTC. */
  time: string;
  /** Of the blob after it; absent where that is not known. */
  etag?: string;
}

/**
 * Tells of changes to blobs, such as out of the events of an account.
 *
 * @public
 */
export interface AzureBlobChangeSource {
  /**
   * Begins to tell; called once, when the plugin starts.
   *
   * @remarks
   * Changes may come in any order, late, and more than once: they are taken as
   * hints on what to read anew, and never as what is there.
   */
  start(options: {
    /** Settles when the changes are kept; rejects where they have to come again. */
    onChanges(changes: AzureBlobChange[]): Promise<void>;
    /** Aborts when the plugin stops. */
    signal: AbortSignal;
  }): Promise<void>;
}
