-- title: Permissions used
-- question: What is the least policy that would have sufficed?
-- column: caller -- role, user or federated user
-- column: caller_kind -- role, user, federated or identity-center
-- column: caller_account -- account that the caller belongs to
-- column: actions -- different IAM actions of calls that were allowed, count
-- column: events -- events of the caller, count
-- column: policy -- IAM policy for the calls that succeeded, or were told that a thing does not exist, or exists already; JSON
-- column: policy_fits -- where that policy is short enough for: managed policy, inline policy of a role, or nowhere
-- column: policy_widened -- buckets that the policies have all objects of, because more than 20 were used
-- column: denied_actions -- different IAM actions of calls that were denied, count
-- column: denied_policy -- IAM policy for the calls that were denied; JSON; null if none was
-- column: unknown -- calls whose IAM action is not known, with the service before the colon
-- column: not_in_trail -- permissions that a trail cannot show, or that a condition could narrow
-- chart: bar actions by caller top 20
-- order: actions desc, caller
WITH calls AS (
  SELECT
    caller, caller_kind, caller_account, event_source, event_name,
    CASE
      WHEN error_code IS NULL
        OR error_code RLIKE 'NoSuch|NotFound|DoesNotExist|AlreadyExists|DryRunOperation'
        THEN 'allowed'
      WHEN error_code ILIKE '%AccessDenied%' OR error_code ILIKE '%Unauthorized%'
        OR error_code ILIKE '%Forbidden%' OR error_code = 'AuthFailure'
        THEN 'denied'
    END AS outcome,
    resources.arn AS arns, resources.arn_prefix AS prefixes,
    CASE WHEN resources IS NULL AND event_source LIKE 's3%' THEN aws_region END AS region,
    CASE WHEN resources IS NULL AND event_source LIKE 's3%'
      THEN get_json_object(request_parameters, '$.bucketName') END AS bucket,
    CASE WHEN resources IS NULL AND event_source LIKE 's3%'
      THEN get_json_object(request_parameters, '$.key') END AS object_key,
    CASE
      WHEN coalesce(read_only, false) THEN NULL
      WHEN request_parameters LIKE '%:role/%' OR request_parameters LIKE '%:instance-profile/%'
        OR event_source = 'ec2.amazonaws.com' AND request_parameters LIKE '%iamInstanceProfile%'
      THEN CASE
        WHEN event_source IN ('iam.amazonaws.com', 'sts.amazonaws.com', 'kms.amazonaws.com')
          OR event_name RLIKE 'Policy|Permission|Grant|Tag' THEN NULL
        WHEN request_parameters LIKE '%:role/%' OR request_parameters LIKE '%:instance-profile/%'
          THEN nullif(regexp_extract(request_parameters,
            r'arn:aws[a-z-]*:iam::[0-9]{12}:(?:role|instance-profile)/[\w+=,.@/-]+', 0), '')
        ELSE 'an instance profile'
      END
    END AS passed,
    user_identity_invoked_by AS through,
    count(*) AS events
  FROM events
  WHERE caller_kind IN ('role', 'user', 'federated', 'identity-center')
    AND coalesce(event_type, 'AwsApiCall') NOT IN ('AwsServiceEvent', 'AwsConsoleSignIn')
  GROUP BY ALL
),
-- OUTER, so that functions are not asked of each event, which would be before calls are grouped.
permissions AS (
  SELECT caller, caller_kind, caller_account, outcome, action, resource,
    regexp_extract(resource, r'^arn:[a-z-]+:s3:::([^/]+)/', 1) AS objects_of,
    CASE WHEN iam_actions(event_source, event_name) IS NULL
      THEN concat(split_part(event_source, '.', 1), ':', event_name) END AS unknown,
    concat(event_name, ' with ', passed) AS passed, through,
    sum(CASE WHEN coalesce(action_number, 0) = 0 AND coalesce(resource_number, 0) = 0
      THEN events ELSE 0 END) AS events
  FROM calls
    LATERAL VIEW OUTER posexplode(iam_actions(event_source, event_name)) AS action_number, action
    LATERAL VIEW OUTER posexplode(
      iam_resources(action, iam_partition(caller, region), arns, prefixes, bucket, object_key))
      AS resource_number, resource
  GROUP BY ALL
),
counted AS (
  SELECT caller, caller_kind, caller_account, outcome, action, resource, objects_of, unknown, passed,
    through, events,
    CASE WHEN objects_of = '' THEN 0 ELSE dense_rank() OVER (
      PARTITION BY caller, outcome, action, objects_of ORDER BY resource) END AS object_number
  FROM permissions
),
callers AS (
  SELECT caller, max(caller_kind) AS caller_kind, max(caller_account) AS caller_account,
    sum(events) AS events,
    size(collect_set(action) FILTER (WHERE outcome = 'allowed')) AS actions,
    size(collect_set(action) FILTER (WHERE outcome = 'denied')) AS denied_actions,
    iam_policy(collect_set(struct(action, resource))
      FILTER (WHERE outcome = 'allowed' AND action IS NOT NULL AND object_number <= 21)) AS policy,
    iam_policy(collect_set(struct(action, resource))
      FILTER (WHERE outcome = 'denied' AND action IS NOT NULL AND object_number <= 21))
      AS denied_policy,
    array_join(array_sort(collect_set(objects_of)
      FILTER (WHERE outcome IS NOT NULL AND object_number > 20)), ', ') AS policy_widened,
    array_sort(collect_set(unknown)) AS unknown, array_sort(collect_set(passed)) AS passed,
    array_sort(collect_set(through)) AS through
  FROM counted
  GROUP BY caller
),
logged AS (
  SELECT recipient_account_id, collect_set(split_part(event_source, '.', 1)) AS services
  FROM events
  WHERE event_category = 'Data'
  GROUP BY recipient_account_id
)
SELECT c.caller, c.caller_kind, c.caller_account,
  CAST(c.actions AS BIGINT) AS actions, c.events, c.policy,
  CASE
    WHEN c.policy IS NULL THEN NULL
    WHEN length(c.policy) <= 6144 THEN 'managed policy'
    WHEN length(c.policy) <= 10240 AND c.caller_kind = 'role' THEN 'inline policy of a role'
    ELSE 'nowhere, it is too long'
  END AS policy_fits,
  nullif(c.policy_widened, '') AS policy_widened,
  CAST(c.denied_actions AS BIGINT) AS denied_actions, c.denied_policy,
  nullif(array_join(slice(c.unknown, 1, 50), ', '), '') AS unknown,
  nullif(concat_ws('; ',
    CASE WHEN size(c.passed) > 0
      THEN concat('iam:PassRole for ', array_join(slice(c.passed, 1, 20), ', ')) END,
    CASE WHEN size(array_except(array('dynamodb', 'lambda', 's3', 'sns', 'sqs'), l.services)) > 0
        OR l.services IS NULL
      THEN concat('calls on data of services without data events in the window: ', array_join(
        array_except(array('dynamodb', 'lambda', 's3', 'sns', 'sqs'),
          coalesce(l.services, array())), ', ')) END,
    CASE WHEN size(c.through) > 0
      THEN concat('made by services for the caller, so that aws:CalledVia could narrow it: ',
        array_join(slice(c.through, 1, 20), ', ')) END), '') AS not_in_trail
FROM callers c
  LEFT JOIN logged l ON c.caller_account = l.recipient_account_id
