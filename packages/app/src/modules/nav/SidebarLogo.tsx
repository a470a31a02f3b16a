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

import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './SidebarLogo.module.css';

export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();

  return (
    <Link
      to="/"
      underline="none"
      className={styles.root}
      aria-label="Contoso portal, home"
    >
      <svg className={styles.mark} viewBox="0 0 28 28" aria-hidden="true">
        <path d="M14 2 25 8 14 14 3 8Z" />
        <path d="m3 13 11 6 11-6v3l-11 6-11-6Z" opacity=".75" />
        <path d="m3 18.5 11 6 11-6v3l-11 6-11-6Z" opacity=".5" />
      </svg>
      {isOpen && <span className={styles.name}>Contoso</span>}
    </Link>
  );
}
