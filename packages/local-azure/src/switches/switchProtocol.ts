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

/** A page of another site cannot send this without asking first. */
export const switchHeader = 'x-local-azure';

/** What a command sends to the part of local Azure that it changes. */
export type SwitchBody = Record<string, unknown>;

/** Changes something, or throws where the body makes no sense. */
export type Switch = (body: SwitchBody) => void;

/** Nothing that Azure has: where a command reaches a running local Azure. */
export function getSwitchPath(name: string): string {
  return `/local-azure/${name}`;
}

/** Texts, by name: what {@link Switch} may take from anybody. */
export function isTextRecord(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(text => typeof text === 'string')
  );
}
