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

import { forwardRef } from 'react';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiFileTextLine,
} from '@remixicon/react';
import { Button, Skeleton, VisuallyHidden } from '@backstage/ui';
import { formatBytes } from '../common';
import { LogName } from './steps';
import styles from './LogFolder.module.css';

/** Props of {@link LogChoice}. */
export interface LogChoiceProps {
  /** What the list is of. */
  label: string;
  /** Of the log that is open; `undefined` while not known. */
  path: string | undefined;
  size?: number;
  /** The id of the list. */
  controls: string;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

/**
 * The log that is open, in place of the list of logs where there is no room
 * for that; unfolds it.
 */
export const LogChoice = forwardRef<HTMLButtonElement, LogChoiceProps>(
  function LogChoiceButton(props, ref) {
    const { label, path, size, controls, isOpen, onOpenChange } = props;
    return (
      <div className={styles.choice}>
        {path === undefined ? (
          <Skeleton width="100%" height={32} />
        ) : (
          <Button
            ref={ref}
            size="small"
            variant="secondary"
            className={styles.button}
            iconStart={<RiFileTextLine />}
            iconEnd={isOpen ? <RiArrowUpSLine /> : <RiArrowDownSLine />}
            aria-expanded={isOpen}
            aria-controls={controls}
            onPress={() => onOpenChange(!isOpen)}
          >
            <VisuallyHidden>{label}: </VisuallyHidden>
            <LogName name={path.slice(path.lastIndexOf('/') + 1)} />
            {size !== undefined && (
              <span className={styles.size}>{formatBytes(size)}</span>
            )}
          </Button>
        )}
      </div>
    );
  },
);
