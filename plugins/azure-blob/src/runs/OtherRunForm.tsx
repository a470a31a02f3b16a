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

import { ReactNode } from 'react';
import {
  Button,
  DialogBody,
  DialogFooter,
  SearchField,
  Text,
} from '@backstage/ui';
import { ProblemLine } from '../diagnosis';
import { RunList } from './RunList';
import { OtherRuns } from './useOtherRuns';
import styles from './OtherRunForm.module.css';

/** Props of {@link OtherRunForm}. */
export interface OtherRunFormProps {
  others: OtherRuns;
  labels: { hint: string; find: string; submit: string; cancel: string };
  isReady: boolean;
  onSubmit(): void;
  /** What else there is to choose. */
  children?: ReactNode;
}

/** What a dialog holds that asks for a run to compare with. */
export function OtherRunForm(props: OtherRunFormProps) {
  const { others, labels, isReady, onSubmit, children } = props;
  const { text, runs } = others;
  return (
    <>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p" color="secondary" style={{ margin: 0 }}>
            {labels.hint}
          </Text>
          <SearchField
            size="small"
            aria-label={labels.find}
            placeholder={labels.find}
            value={text}
            onChange={others.setText}
          />
          {Boolean(runs.error) && !runs.items && (
            <ProblemLine error={runs.error} isAdviceShown />
          )}
          <RunList
            runs={runs}
            selected={others.base}
            isFiltered={text !== ''}
            onSelect={others.choose}
          />
          {children}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" isDisabled={!isReady} onPress={onSubmit}>
          {labels.submit}
        </Button>
        <Button variant="secondary" slot="close">
          {labels.cancel}
        </Button>
      </DialogFooter>
    </>
  );
}
