#!/usr/bin/env bash
# Runs a Trailhouse command as a step of EMR on EC2, release emr-spark-8.1.0.
#
#   emr-step.sh --cluster-id ID --jar URI [OPTIONS] -- COMMAND [OPTIONS OF TRAILHOUSE]
#   emr-step.sh --create --jar URI --subnet ID --instance-profile NAME --log-uri URI [OPTIONS] -- COMMAND ...
#
# --cluster-id ID          a cluster that runs
# --create                 a cluster for this command alone, which ends with it
# --jar URI                the job jar: s3://code/trailhouse.jar
# --upload                 put the newest build there first
# --jars LIST              what goes beside it; EMR's own Delta by default
# --deploy-mode MODE       client, where the step's stdout and exit code are the command's, which is
#                          the default; or cluster
# --conf KEY=VALUE         a setting of Spark; can stand several times
# --name NAME              of step and cluster; "trailhouse COMMAND" by default
# --region REGION          else the AWS CLI's own
# --endpoint-url URL       another endpoint for all that is sent
# --print                  show what would be sent, and send nothing
#
# Of the cluster that --create makes:
# --subnet ID              subnet-...
# --instance-profile NAME  of the nodes; its role gets conf/iam/job-role.json
# --service-role NAME      EMR_DefaultRole_V2 by default
# --instance-type TYPE     m6i.xlarge by default
# --instance-count N       primary node included; 3 by default
# --log-uri URI            s3://logs/trailhouse/
# --release LABEL          emr-spark-8.1.0 by default; 8.0 and 7.x are too old
# --configurations FILE    conf/emr/cluster.json by default
set -euo pipefail

script=$(readlink -f "${BASH_SOURCE[0]}")
# shellcheck source=scripts/emr-functions.sh
source "${script%/*}/emr-functions.sh"

cluster='' mode=client conf=()
subnet='' profile='' service_role=EMR_DefaultRole_V2 instance_type=m6i.xlarge instance_count=3
configurations=$home/conf/emr/cluster.json

own_option() {
  case $1 in
    --cluster-id) cluster=$2 ;;
    --deploy-mode) mode=$2 ;;
    --conf) conf+=(--conf "$2") ;;
    --subnet) subnet=$2 ;;
    --instance-profile) profile=$2 ;;
    --service-role) service_role=$2 ;;
    --instance-type) instance_type=$2 ;;
    --instance-count) instance_count=$2 ;;
    --configurations) configurations=$2 ;;
    *) return 1 ;;
  esac
}

read_options "$@"
require_command
[[ -z $cluster || -z $create ]] || usage_error "--cluster-id and --create exclude each other."
[[ -n $cluster$create ]] || usage_error "--cluster-id is missing: a cluster that runs; or --create."
require_jar
[[ $mode == client || $mode == cluster ]] || usage_error "--deploy-mode is $mode, but it must be client or cluster."
set -- "${rest[@]:1}"
name=${name:-trailhouse $1}

# A run that failed is not started again by YARN: most failures would only come again.
arguments=(spark-submit --deploy-mode "$mode" --class "$main_class" --jars "$jars"
  --conf spark.yarn.maxAppAttempts=1 ${conf[@]+"${conf[@]}"} "$jar" "$@")
step() {
  printf '[{\n    "Name": %s,\n    "Type": "CUSTOM_JAR",\n    "Jar": "command-runner.jar",\n' "$(json "$name")"
  printf '    "ActionOnFailure": "%s",\n    "Args": %s}]' "$1" "$(json_array "${arguments[@]}")"
}

if [[ -n $cluster ]]; then
  send_jar
  send emr add-steps ${region[@]+"${region[@]}"} --cluster-id "$cluster" --steps "$(step CONTINUE)"
  exit
fi

require --subnet "$subnet" "where the nodes are, such as subnet-0123456789abcdef0"
require --instance-profile "$profile" "the instance profile with the job role"
require_logs
require_release
require_file --configurations "$configurations"
send_jar
send emr create-cluster ${region[@]+"${region[@]}"} --name "$name" --release-label "$release" \
  --applications Name=Spark --configurations "$(<"$configurations")" \
  --instance-type "$instance_type" --instance-count "$instance_count" \
  --service-role "$service_role" --ec2-attributes "InstanceProfile=$profile,SubnetId=$subnet" \
  --log-uri "$logs" --auto-terminate --steps "$(step TERMINATE_CLUSTER)"
