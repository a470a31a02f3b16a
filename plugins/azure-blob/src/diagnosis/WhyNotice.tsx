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

import { ReactNode, useId, useState } from 'react';
import { Notice, NoticeProps } from '../common';
import { CopyDetailsButton } from './CopyDetailsButton';
import { Problem } from './describeProblem';
import { Diagnosis } from './Diagnosis';
import { WhyButton } from './WhyButton';

/** Props of {@link WhyNotice}. */
export interface WhyNoticeProps extends Omit<NoticeProps, 'details'> {
  entityRef: string;
  location?: string;
  /** What is known at once; the diagnosis takes its place. */
  summary?: ReactNode;
  /** What can be copied, as long as there is no diagnosis to copy. */
  problem?: Problem;
  footer?: ReactNode;
}

/** A notice that answers "Why?". */
export function WhyNotice(props: WhyNoticeProps) {
  const { entityRef, location, summary, problem, actions, footer, ...notice } =
    props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <Notice
      {...notice}
      actions={
        <>
          {actions}
          <WhyButton
            isOpen={isOpen}
            controls={id}
            onToggle={() => setOpen(!isOpen)}
          />
          {problem && !isOpen && <CopyDetailsButton problem={problem} />}
        </>
      }
      details={
        <>
          <div id={id} hidden={!isOpen && !summary}>
            {isOpen ? (
              <Diagnosis entityRef={entityRef} location={location} />
            ) : (
              summary
            )}
          </div>
          {footer}
        </>
      }
    />
  );
}
