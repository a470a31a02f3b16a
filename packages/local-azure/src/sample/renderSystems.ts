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

import { parseLog } from './renderLog';
import { SampleFile } from './sampleFiles';

/** A step of a pipeline, with what its tool printed. */
export interface SystemStep {
  name: string;
  title: string;
  command: string;
  output: SampleFile;
  exitCode: number;
}

interface Line {
  /** Milliseconds since 1970. */
  time: number;
  text: string;
}

type Renderer = (steps: TimedStep[]) => string[];

interface TimedStep extends Omit<SystemStep, 'output'> {
  start: number;
  end: number;
  lines: Line[];
}

const ESCAPE = '\u001b';

/**
 * Writes down the same build as each CI system does: with its own groups,
 * times and words for what went wrong.
 */
export function renderSystems(
  steps: SystemStep[],
  startedAt: Date,
): Map<string, Buffer> {
  const timed = timeSteps(steps, startedAt.getTime());
  const renderers: Record<string, Renderer> = {
    'azure-pipelines': renderAzurePipelines,
    buildkite: renderBuildkite,
    'github-actions': renderGitHubActions,
    gitlab: renderGitLab,
    jenkins: renderJenkins,
  };
  return new Map(
    Object.entries(renderers).map(([system, render]) => [
      `${system}.log`,
      Buffer.from(`${render(timed).join('\n')}\n`),
    ]),
  );
}

function timeSteps(steps: SystemStep[], startedAt: number): TimedStep[] {
  let start = startedAt;
  return steps.map(({ output, ...step }) => {
    const lines = parseLog(output)
      .filter(({ text }) => !text.startsWith('##['))
      .map(({ offset, text }) => ({ time: start + offset, text }));
    const end = (lines.at(-1)?.time ?? start) + 1;
    const timed = { ...step, start, end, lines };
    start = end + 400;
    return timed;
  });
}

function renderGitHubActions(steps: TimedStep[]): string[] {
  const at = (time: number) =>
    new Date(time).toISOString().replace('Z', '1234Z');
  return steps.flatMap(({ command, start, end, lines, exitCode }) => [
    `${at(start)} ##[group]Run ${command}`,
    `${at(start)} ${ESCAPE}[36;1m${command}${ESCAPE}[0m`,
    `${at(start)} shell: /usr/bin/bash -e {0}`,
    `${at(start)} ##[endgroup]`,
    ...lines.map(({ time, text }) => `${at(time)} ${text}`),
    ...(exitCode === 0
      ? []
      : [`${at(end)} ##[error]Process completed with exit code ${exitCode}.`]),
  ]);
}

function renderAzurePipelines(steps: TimedStep[]): string[] {
  const at = (time: number) =>
    new Date(time).toISOString().replace('Z', '5678Z');
  const rule = '='.repeat(78);
  return steps.flatMap(step => {
    const { title, command, start, end, lines, exitCode } = step;
    return [
      `${at(start)} ##[section]Starting: ${title}`,
      `${at(start)} ${rule}`,
      `${at(start)} Task         : Command line`,
      `${at(
        start,
      )} Description  : Run a command line script using Bash on Linux`,
      `${at(start)} Version      : 2.250.1`,
      `${at(start)} ${rule}`,
      `${at(start)} Generating script.`,
      `${at(
        start,
      )} ##[command]/usr/bin/bash --noprofile --norc -c "${command}"`,
      ...lines.map(({ time, text }) => `${at(time)} ${text}`),
      ...(exitCode === 0
        ? []
        : [`${at(end)} ##[error]Bash exited with code '${exitCode}'.`]),
      `${at(end)} ##[section]Finishing: ${title}`,
    ];
  });
}

function renderGitLab(steps: TimedStep[]): string[] {
  const seconds = (time: number) => Math.floor(time / 1000);
  const erase = `\r${ESCAPE}[0K`;
  const isFailed = steps.some(({ exitCode }) => exitCode !== 0);
  return [
    `${ESCAPE}[0KRunning with gitlab-runner 18.5.0${ESCAPE}[0;m`,
    ...steps.flatMap(({ name, title, command, start, end, lines }, index) => [
      `section_start:${seconds(start)}:${name}${
        index === 0 ? '[collapsed=true]' : ''
      }${erase}${ESCAPE}[0K${ESCAPE}[36;1m${title}${ESCAPE}[0;m`,
      `${ESCAPE}[32;1m$ ${command}${ESCAPE}[0;m`,
      ...lines.map(({ text }) => text),
      `section_end:${seconds(end)}:${name}${erase}`,
    ]),
    isFailed
      ? `${ESCAPE}[31;1mERROR: Job failed: exit code 1${ESCAPE}[0;m`
      : `${ESCAPE}[32;1mJob succeeded${ESCAPE}[0;m`,
  ];
}

function renderJenkins(steps: TimedStep[]): string[] {
  const at = (time: number) => `[${new Date(time).toISOString()}]`;
  const failed = steps.find(({ exitCode }) => exitCode !== 0);
  return [
    'Started by user Alice',
    '[Pipeline] Start of Pipeline',
    ...steps.flatMap(({ title, command, start, lines }) => [
      '[Pipeline] stage',
      `[Pipeline] { (${title})`,
      '[Pipeline] sh',
      `${at(start)} + ${command}`,
      ...lines.map(({ time, text }) => `${at(time)} ${text}`),
      '[Pipeline] }',
      '[Pipeline] // stage',
    ]),
    '[Pipeline] End of Pipeline',
    ...(failed ? [`ERROR: script returned exit code ${failed.exitCode}`] : []),
    `Finished: ${failed ? 'FAILURE' : 'SUCCESS'}`,
  ];
}

function renderBuildkite(steps: TimedStep[]): string[] {
  const at = (time: number) => `${ESCAPE}_bk;t=${time}\u0007`;
  return [
    `~~~ Preparing working directory`,
    ...steps.flatMap(({ title, command, start, end, lines, exitCode }) => [
      `${at(start)}${exitCode === 0 ? '---' : '+++'} ${title}`,
      `${at(start)}${ESCAPE}[90m$${ESCAPE}[0m ${command}`,
      ...lines.map(({ time, text }) => `${at(time)}${text}`),
      ...(exitCode === 0
        ? []
        : [
            `${at(
              end,
            )}${ESCAPE}[31m🚨 Error: The command exited with status ${exitCode}${ESCAPE}[0m`,
          ]),
    ]),
  ];
}
