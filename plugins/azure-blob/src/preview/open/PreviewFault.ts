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

/** Why a file cannot be shown as what it is. */
export type PreviewFaultCode =
  /** It does not follow the rules of its kind. */
  | 'corrupt'
  /** It holds what is not read for safety's sake. */
  | 'unsafe'
  /** It is larger, longer or deeper than is shown. */
  | 'tooLarge'
  /** It is not the one that was opened any more. */
  | 'changed';

/** Thrown where a file cannot be shown, for a reason of its own. */
export class PreviewFault extends Error {
  readonly code: PreviewFaultCode;

  constructor(code: PreviewFaultCode, message: string) {
    super(message);
    this.name = 'PreviewFault';
    this.code = code;
  }
}
