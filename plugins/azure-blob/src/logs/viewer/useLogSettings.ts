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
import { useLogTime } from './useLogTime';

/** How a person likes logs to be shown, wherever they are. */
export function useLogSettings() {
  const [wrap, storeWrap] = useStored<string>('logs.wrap', 'off');
  const [follow, storeFollow] = useStored<string>('logs.follow', 'on');
  const { form, cycle } = useLogTime();
  return {
    isWrapped: wrap === 'on',
    setWrapped: (isOn: boolean) => storeWrap(isOn ? 'on' : 'off'),
    follows: follow === 'on',
    setFollows: (isOn: boolean) => storeFollow(isOn ? 'on' : 'off'),
    timeForm: form,
    cycleTime: cycle,
  };
}
