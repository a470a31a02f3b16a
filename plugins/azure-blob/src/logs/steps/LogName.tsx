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

import { toVisible } from '../../artifacts/names';
import { splitName } from './splitName';
import styles from './LogName.module.css';

/** A name that keeps its end where there is not room for all of it. */
export function LogName({ name }: { name: string }) {
  const shown = toVisible(name);
  const { number, start, end } = splitName(shown);
  return (
    <span className={styles.name} title={shown}>
      {number && <span className={styles.number}>{number}</span>}
      <bdi className={styles.start}>{start}</bdi>
      {end && <bdi className={styles.end}>{end}</bdi>}
    </span>
  );
}
