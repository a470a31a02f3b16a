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

import { useStored } from '../../common';
import { LogTimeForm } from './formatTime';

const FORMS: LogTimeForm[] = ['absolute', 'relative', 'gap', 'off'];

/** In which form times are shown; remembered for the person. */
export function useLogTime() {
  const [stored, store] = useStored<string>('logs.time', 'absolute');
  const form = FORMS.find(known => known === stored) ?? 'absolute';
  const next = FORMS[(FORMS.indexOf(form) + 1) % FORMS.length];
  return { form, cycle: () => store(next), choose: store };
}
