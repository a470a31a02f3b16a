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

import { Skeleton, VisuallyHidden } from '@backstage/ui';
import styles from './TabSkeleton.module.css';

const ROWS = [1, 2, 3, 4, 5, 6];

/** The shape of a tab before its content is known. */
export function TabSkeleton({ label }: { label: string }) {
  return (
    <div className={styles.columns} aria-busy>
      <VisuallyHidden role="status">{label}</VisuallyHidden>
      <SkeletonRows height={40} />
      <SkeletonRows height={40} />
    </div>
  );
}

/** Lines of a list that is on its way. */
export function SkeletonRows({ height }: { height: number }) {
  return (
    <div className={styles.rows} aria-hidden>
      {ROWS.map(row => (
        <Skeleton key={row} width="100%" height={height} />
      ))}
    </div>
  );
}
