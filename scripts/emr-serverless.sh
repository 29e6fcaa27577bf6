#!/usr/bin/env bash
# Runs a Trailhouse command on EMR Serverless, release emr-spark-8.1.0.
#
#   emr-serverless.sh --create [OPTIONS]
#   emr-serverless.sh --application-id ID --role ARN --jar URI --log-uri URI [OPTIONS] -- COMMAND [OPTIONS OF TRAILHOUSE]
#
# --create                 make an application, once, and print its id; it costs nothing while idle
# --application-id ID      the application that runs the command
# --role ARN               of the job; see conf/iam/job-role.json and conf/iam/trust-emr-serverless.json
# --jar URI                the job jar: s3://code/trailhouse.jar
# --upload                 put the newest build there first
# --jars LIST              what goes beside it; EMR's own Delta by default
# --log-uri URI            s3://logs/trailhouse/
# --conf KEY=VALUE         a setting of Spark, without blanks; can stand several times
# --timeout MINUTES        720 by default
# --overrides FILE         Spark's memory and logging; conf/emr/serverless-job.json by default
# --application FILE       what --create makes; conf/emr/serverless-application.json by default
# --release LABEL          for --create; emr-spark-8.1.0 by default; 8.0 and 7.x are too old
# --name NAME              of the run, "trailhouse COMMAND" by default; of the application, "trailhouse"
# --region REGION          else the AWS CLI's own
# --endpoint-url URL       another endpoint for all that is sent
# --print                  show what would be sent, and send nothing
set -euo pipefail

# shellcheck source=scripts/emr-functions.sh
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/emr-functions.sh"

create='' application='' role='' jar='' upload='' jars=$delta logs='' conf='' timeout=720 name=''
overrides=$home/conf/emr/serverless-job.json make=$home/conf/emr/serverless-application.json

while (($# > 0)) && [[ $1 != -- ]]; do
  case $1 in
    --help | -h) help && exit ;;
    --create) create=yes && shift && continue ;;
    --upload) upload=yes && shift && continue ;;
    --print) print=yes && shift && continue ;;
  esac
  value=$(value_of "$1" $# "${2:-}")
  case $1 in
    --application-id) application=$value ;;
    --role) role=$value ;;
    --jar) jar=$value ;;
    --jars) jars=$value ;;
    --log-uri) logs=$value ;;
    --conf)
      [[ $value != *[[:space:]]* ]] || usage_error "--conf is $value, but EMR Serverless takes no blanks there."
      conf+=" --conf $value"
      ;;
    --timeout) timeout=$value ;;
    --overrides) overrides=$value ;;
    --application) make=$value ;;
    --release) release=$value ;;
    --name) name=$value ;;
    --region) region=(--region "$value") ;;
    --endpoint-url) endpoint=(--endpoint-url "$value") ;;
    *) usage_error "$1 is not an option; what Trailhouse is to do stands behind --." ;;
  esac
  shift 2
done

if [[ -n $create ]]; then
  (($# == 0)) || usage_error "--create only makes the application; run the command with its --application-id."
  require_release "$release"
  [[ -f $make ]] || usage_error "--application is $make, but there is no such file."
  send emr-serverless create-application ${region[@]+"${region[@]}"} --name "${name:-trailhouse}" \
    --release-label "$release" --type SPARK --cli-input-json "$(<"$make")" \
    --query applicationId --output text
  exit
fi

(($# > 1)) || usage_error "there is no command; what Trailhouse is to do stands behind --."
shift
require --application-id "$application" "the application that runs the command; --create makes one"
require --role "$role" "the role of the job, such as arn:aws:iam::111122223333:role/trailhouse-job"
require --jar "$jar" "where the job jar is in S3, such as s3://code/trailhouse.jar"
require_uri --jar "$jar"
require --log-uri "$logs" "where logs go, such as s3://logs/trailhouse/"
require_uri --log-uri "$logs"
[[ -f $overrides ]] || usage_error "--overrides is $overrides, but there is no such file."

driver() {
  printf '{"sparkSubmit": {\n    "entryPoint": %s,\n' "$(json "$jar")"
  printf '    "entryPointArguments": %s,\n' "$(json_array "$@")"
  printf '    "sparkSubmitParameters": %s}}' "$(json "--class $main_class --conf spark.jars=$jars$conf")"
}

settings=$(<"$overrides")
[[ -z $upload ]] || upload "$jar"
send emr-serverless start-job-run ${region[@]+"${region[@]}"} --application-id "$application" \
  --execution-role-arn "$role" --name "${name:-trailhouse $1}" --execution-timeout-minutes "$timeout" \
  --job-driver "$(driver "$@")" \
  --configuration-overrides "${settings//\"@LOG_URI@\"/"$(json "$logs")"}"
