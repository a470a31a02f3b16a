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

/**
 * Maps with at most `concurrency` calls at once, and keeps the order. After a
 * failure no further call is made.
 */
export async function mapConcurrently<TIn, TOut>(
  inputs: TIn[],
  concurrency: number,
  map: (input: TIn) => Promise<TOut>,
): Promise<TOut[]> {
  const outputs: TOut[] = [];
  const queue = inputs.entries();
  let failed = false;
  const work = async () => {
    for (const [index, input] of queue) {
      if (failed) {
        return;
      }
      try {
        outputs[index] = await map(input);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return outputs;
}
