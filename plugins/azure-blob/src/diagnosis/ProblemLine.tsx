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

import { Text } from '@backstage/ui';
import { describeProblem } from './describeProblem';
import { useExplainProblem } from './useExplainProblem';

/** Props of {@link ProblemLine}. */
export interface ProblemLineProps {
  error: unknown;
  isAdviceShown?: boolean;
}

/** Says what went wrong where there is no room for more than a line. */
export function ProblemLine({ error, isAdviceShown }: ProblemLineProps) {
  const explain = useExplainProblem();
  const problem = describeProblem(error);
  const { title, advice } = explain(problem);
  return (
    <Text as="p" variant="body-small" role="alert" style={{ margin: 0 }}>
      {title} {isAdviceShown && advice} ({problem.code})
    </Text>
  );
}
