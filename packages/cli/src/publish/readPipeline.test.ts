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

import { readPipeline } from './readPipeline';

const git = (...args: string[]) =>
  ({ 'rev-parse': args[1] === 'HEAD' ? 'abc' : 'main', log: 'Subject' }[
    args[0]
  ]);

describe('readPipeline', () => {
  it('should read what each pipeline says of its run', () => {
    expect(
      readPipeline(
        {
          TF_BUILD: 'True',
          BUILD_BUILDID: '55',
          BUILD_SOURCEBRANCH: 'refs/heads/feature/x',
          BUILD_SOURCEVERSION: 'f00',
          BUILD_SOURCEVERSIONMESSAGE: 'Fix',
          BUILD_REQUESTEDFOR: 'Alice',
          BUILD_REPOSITORY_PROVIDER: 'TfsGit',
          BUILD_REPOSITORY_URI: 'https://dev.azure.com/contoso/p/_git/r',
          SYSTEM_COLLECTIONURI: 'https://dev.azure.com/contoso/',
          SYSTEM_TEAMPROJECT: 'My project',
          SYSTEM_PIPELINESTARTTIME: '2026-11-20 10:00:00+00:00',
          AGENT_JOBSTATUS: 'SucceededWithIssues',
        },
        git,
      ),
    ).toEqual({
      isPipeline: true,
      run: '55',
      branch: 'feature/x',
      commit: 'f00',
      commitUrl: 'https://dev.azure.com/contoso/p/_git/r/commit/f00',
      title: 'Fix',
      triggeredBy: 'Alice',
      pipelineUrl:
        'https://dev.azure.com/contoso/My%20project/_build/results?buildId=55',
      startedAt: '2026-11-20T10:00:00.000Z',
      status: 'succeeded',
    });
    expect(
      readPipeline(
        {
          GITLAB_CI: 'true',
          CI_PIPELINE_IID: '12',
          CI_COMMIT_REF_NAME: 'main',
          CI_COMMIT_SHA: 'f00',
          CI_COMMIT_TITLE: 'Fix',
          CI_PROJECT_URL: 'https://gitlab.example/g/p',
          CI_PIPELINE_URL: 'https://gitlab.example/g/p/-/pipelines/9',
          CI_PIPELINE_CREATED_AT: '2026-11-20T10:00:00Z',
          CI_JOB_STATUS: 'failed',
          GITLAB_USER_LOGIN: 'alice',
        },
        git,
      ),
    ).toMatchObject({
      run: '12',
      commitUrl: 'https://gitlab.example/g/p/-/commit/f00',
      status: 'failed',
      triggeredBy: 'alice',
    });
    expect(
      readPipeline(
        {
          JENKINS_URL: 'https://ci.example/',
          BUILD_NUMBER: '3',
          BUILD_URL: 'https://ci.example/job/p/3/',
          BRANCH_NAME: 'main',
          GIT_COMMIT: 'f00',
        },
        git,
      ),
    ).toMatchObject({ run: '3', branch: 'main', title: 'Subject' });
  });

  it.each([
    [
      {
        GITHUB_ACTIONS: '1',
        GITHUB_HEAD_REF: 'main',
        GITHUB_REF_NAME: '7/merge',
      },
    ],
    [{ GITLAB_CI: '1', CI_COMMIT_REF_NAME: 'main', CI_MERGE_REQUEST_IID: '7' }],
    [
      {
        JENKINS_URL: 'x',
        BRANCH_NAME: 'main',
        CHANGE_ID: '7',
        CHANGE_BRANCH: 'main',
      },
    ],
  ])('should not take a pull request for its branch in %j', env => {
    expect(readPipeline(env, git).branch).toMatch(/7/);
  });

  it('should ask git outside of a pipeline', () => {
    expect(readPipeline({}, git)).toEqual({
      isPipeline: false,
      branch: 'main',
      commit: 'abc',
      title: 'Subject',
    });
    expect(readPipeline({}, () => undefined)).toEqual({ isPipeline: false });
  });
});
