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

# shellcheck source=scripts/emr-functions.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/emr-functions.sh"

cluster='' create='' jar='' upload='' jars=$delta mode=client name=''
subnet='' profile='' service_role=EMR_DefaultRole_V2 instance_type=m6i.xlarge instance_count=3
logs='' configurations=$home/conf/emr/cluster.json conf=()

while (($# > 0)) && [[ $1 != -- ]]; do
  case $1 in
    --help | -h) help && exit ;;
    --create) create=yes && shift && continue ;;
    --upload) upload=yes && shift && continue ;;
    --print) print=yes && shift && continue ;;
  esac
  value=$(value_of "$1" $# "${2:-}")
  case $1 in
    --cluster-id) cluster=$value ;;
    --jar) jar=$value ;;
    --jars) jars=$value ;;
    --deploy-mode) mode=$value ;;
    --conf) conf+=(--conf "$value") ;;
    --name) name=$value ;;
    --region) region=(--region "$value") ;;
    --endpoint-url) endpoint=(--endpoint-url "$value") ;;
    --subnet) subnet=$value ;;
    --instance-profile) profile=$value ;;
    --service-role) service_role=$value ;;
    --instance-type) instance_type=$value ;;
    --instance-count) instance_count=$value ;;
    --log-uri) logs=$value ;;
    --release) release=$value ;;
    --configurations) configurations=$value ;;
    *) usage_error "$1 is not an option; what Trailhouse is to do stands behind --." ;;
  esac
  shift 2
done
(($# > 1)) || usage_error "there is no command; what Trailhouse is to do stands behind --."
shift
[[ -z $cluster || -z $create ]] || usage_error "--cluster-id and --create exclude each other."
[[ -n $cluster$create ]] || usage_error "--cluster-id is missing: a cluster that runs; or --create."
require --jar "$jar" "where the job jar is in S3, such as s3://code/trailhouse.jar"
require_uri --jar "$jar"
[[ $mode == client || $mode == cluster ]] || usage_error "--deploy-mode is $mode, but it must be client or cluster."
name=${name:-trailhouse $1}

# A run that failed is not started again by YARN: most failures would only come again.
arguments=(spark-submit --deploy-mode "$mode" --class "$main_class" --jars "$jars"
  --conf spark.yarn.maxAppAttempts=1 ${conf[@]+"${conf[@]}"} "$jar" "$@")
step() {
  printf '[{\n    "Name": %s,\n    "Type": "CUSTOM_JAR",\n    "Jar": "command-runner.jar",\n' "$(json "$name")"
  printf '    "ActionOnFailure": "%s",\n    "Args": %s}]' "$1" "$(json_array "${arguments[@]}")"
}

if [[ -n $cluster ]]; then
  [[ -z $upload ]] || upload "$jar"
  send emr add-steps ${region[@]+"${region[@]}"} --cluster-id "$cluster" --steps "$(step CONTINUE)"
  exit
fi

require --subnet "$subnet" "where the nodes are, such as subnet-0123456789abcdef0"
require --instance-profile "$profile" "the instance profile with the job role"
require --log-uri "$logs" "where logs go, such as s3://logs/trailhouse/"
require_uri --log-uri "$logs"
require_release "$release"
[[ -f $configurations ]] || usage_error "--configurations is $configurations, but there is no such file."
[[ -z $upload ]] || upload "$jar"
send emr create-cluster ${region[@]+"${region[@]}"} --name "$name" --release-label "$release" \
  --applications Name=Spark --configurations "$(<"$configurations")" \
  --instance-type "$instance_type" --instance-count "$instance_count" \
  --service-role "$service_role" --ec2-attributes "InstanceProfile=$profile,SubnetId=$subnet" \
  --log-uri "$logs" --auto-terminate --steps "$(step TERMINATE_CLUSTER)"
