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

import { useApi } from '@backstage/core-plugin-api';
import { WayOut } from '../access';
import { microsoftStepUpApiRef } from '../api';
import { describeProblem, ProblemLine } from '../diagnosis';
import styles from './OverviewCard.module.css';

/** Props of {@link OverviewProblem}. */
export interface OverviewProblemProps {
  error: unknown;
  /** Whether there is room for a line only. */
  isBrief?: boolean;
  onRetry(): void;
}

/** What went wrong in a line, with the button that leads on. */
export function OverviewProblem(props: OverviewProblemProps) {
  const { error, isBrief, onRetry } = props;
  const stepUpApi = useApi(microsoftStepUpApiRef);
  const problem = describeProblem(error);
  const isChecked =
    problem.code === 'InteractionRequired' &&
    stepUpApi.hasAnswered(problem.claims);
  return (
    <div className={styles.problem} data-brief={isBrief}>
      <ProblemLine error={error} isAdviceShown={!isBrief} />
      <WayOut problem={problem} isChecked={isChecked} onRetry={onRetry} />
    </div>
  );
}
