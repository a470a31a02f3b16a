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

import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiIndeterminateCircleLine,
} from '@remixicon/react';
import { Check } from './Check';
import styles from './CheckIcon.module.css';

const ICONS = {
  passed: RiCheckboxCircleLine,
  failed: RiCloseCircleLine,
  warning: RiAlertLine,
  skipped: RiIndeterminateCircleLine,
};

/** The sign of a state; its word stands beside it. */
export function CheckIcon({ state }: { state: Check['state'] }) {
  const Icon = ICONS[state];
  return (
    <Icon size={16} className={styles.icon} data-state={state} aria-hidden />
  );
}
