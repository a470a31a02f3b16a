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

import { ReactElement, ReactNode } from 'react';
import { Box, Text } from '@backstage/ui';
import styles from './Notice.module.css';

/** Props of {@link Notice}. */
export interface NoticeProps {
  icon: ReactElement;
  title: ReactNode;
  tone?: 'neutral' | 'danger';
  /** Without a frame of its own, for where it stands in one. */
  isPlain?: boolean;
  /** Read out at once; what is long goes into `details`. */
  children?: ReactNode;
  actions?: ReactNode;
  details?: ReactNode;
}

/** Says why there is nothing else to see here, and the way out. */
export function Notice(props: NoticeProps) {
  const { icon, title, tone = 'neutral', isPlain } = props;
  const { children, actions, details } = props;
  return (
    <Box
      as="section"
      bg={isPlain ? undefined : 'neutral'}
      className={isPlain ? styles.notice : `${styles.notice} ${styles.framed}`}
      data-tone={tone}
    >
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div className={styles.body}>
        <div
          className={styles.words}
          role={tone === 'danger' ? 'alert' : 'status'}
        >
          <Text as="h2" variant="body-large" weight="bold">
            {title}
          </Text>
          {children}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
        {details && <div className={styles.details}>{details}</div>}
      </div>
    </Box>
  );
}
