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

import { execFileSync } from 'node:child_process';
import { RunStatus, toRunStatus } from './runStatus';

/** What a pipeline says of its run. */
export interface Pipeline {
  /** Whether one runs here; its status is not known to itself everywhere. */
  isPipeline: boolean;
  run?: string;
  branch?: string;
  commit?: string;
  commitUrl?: string;
  title?: string;
  triggeredBy?: string;
  pipelineUrl?: string;
  startedAt?: string;
  status?: RunStatus;
}

type Environment = Record<string, string | undefined>;

/** Reads it from the environment of the pipeline, and the rest from git. */
export function readPipeline(
  env: Environment = process.env,
  readGit: (...args: string[]) => string | undefined = runGit,
): Pipeline {
  const pipeline = readEnvironment(env);
  return {
    ...pipeline,
    isPipeline: Object.keys(pipeline).length > 0,
    branch:
      pipeline.branch ??
      notDetached(readGit('rev-parse', '--abbrev-ref', 'HEAD')),
    commit: pipeline.commit ?? readGit('rev-parse', 'HEAD'),
    title: pipeline.title ?? readGit('log', '-1', '--format=%s'),
  };
}

function readEnvironment(env: Environment): Omit<Pipeline, 'isPipeline'> {
  if (env.GITHUB_ACTIONS) {
    const repository = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`;
    return {
      run: env.GITHUB_RUN_NUMBER,
      // Of a pull request it is `12/merge`: its own branch may have any name.
      branch: env.GITHUB_REF_NAME,
      commit: env.GITHUB_SHA,
      commitUrl: `${repository}/commit/${env.GITHUB_SHA}`,
      triggeredBy: env.GITHUB_ACTOR,
      pipelineUrl: `${repository}/actions/runs/${env.GITHUB_RUN_ID}`,
    };
  }
  if (env.TF_BUILD) {
    // The collection's URI ends with a slash, and the project may have spaces.
    const project = `${env.SYSTEM_COLLECTIONURI}${encodeURIComponent(
      env.SYSTEM_TEAMPROJECT ?? '',
    )}`;
    const isAzureRepos = env.BUILD_REPOSITORY_PROVIDER === 'TfsGit';
    return {
      run: env.BUILD_BUILDID,
      branch: withoutRefs(env.BUILD_SOURCEBRANCH),
      commit: env.BUILD_SOURCEVERSION,
      commitUrl:
        isAzureRepos && env.BUILD_REPOSITORY_URI
          ? `${env.BUILD_REPOSITORY_URI}/commit/${env.BUILD_SOURCEVERSION}`
          : undefined,
      title: env.BUILD_SOURCEVERSIONMESSAGE,
      triggeredBy: env.BUILD_REQUESTEDFOR,
      pipelineUrl: `${project}/_build/results?buildId=${env.BUILD_BUILDID}`,
      startedAt: toDate(env.SYSTEM_PIPELINESTARTTIME),
      status: toRunStatus(env.AGENT_JOBSTATUS),
    };
  }
  if (env.GITLAB_CI) {
    return {
      run: env.CI_PIPELINE_IID,
      branch: env.CI_MERGE_REQUEST_IID
        ? `merge-requests/${env.CI_MERGE_REQUEST_IID}`
        : env.CI_COMMIT_REF_NAME,
      commit: env.CI_COMMIT_SHA,
      commitUrl: `${env.CI_PROJECT_URL}/-/commit/${env.CI_COMMIT_SHA}`,
      title: env.CI_COMMIT_TITLE,
      triggeredBy: env.GITLAB_USER_LOGIN,
      pipelineUrl: env.CI_PIPELINE_URL,
      startedAt: toDate(env.CI_PIPELINE_CREATED_AT),
      status: toRunStatus(env.CI_JOB_STATUS),
    };
  }
  if (env.JENKINS_URL) {
    return {
      run: env.BUILD_NUMBER,
      branch: env.CHANGE_ID
        ? `pull/${env.CHANGE_ID}`
        : env.BRANCH_NAME ?? env.GIT_BRANCH?.replace(/^origin\//, ''),
      commit: env.GIT_COMMIT,
      triggeredBy: env.BUILD_USER_ID,
      pipelineUrl: env.BUILD_URL,
    };
  }
  return {};
}

function withoutRefs(branch: string | undefined): string | undefined {
  return branch?.replace(/^refs\/(?:heads|tags|pull)\//, '');
}

function notDetached(branch: string | undefined): string | undefined {
  return branch === 'HEAD' ? undefined : branch;
}

function toDate(value: string | undefined): string | undefined {
  const time = Date.parse(value ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function runGit(...args: string[]): string | undefined {
  try {
    const output = execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.trim() || undefined;
  } catch {
    return undefined;
  }
}
