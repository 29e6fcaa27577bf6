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

script=$(readlink -f "${BASH_SOURCE[0]}")
# shellcheck source=scripts/emr-functions.sh
source "${script%/*}/emr-functions.sh"

application='' role='' conf='' timeout=720
overrides=$home/conf/emr/serverless-job.json make=$home/conf/emr/serverless-application.json

own_option() {
  case $1 in
    --application-id) application=$2 ;;
    --role) role=$2 ;;
    --conf)
      [[ $2 != *[[:space:]]* ]] || usage_error "--conf is $2, but EMR Serverless takes no blanks there."
      conf+=" --conf $2"
      ;;
    --timeout) timeout=$2 ;;
    --overrides) overrides=$2 ;;
    --application) make=$2 ;;
    *) return 1 ;;
  esac
}

read_options "$@"
if [[ -n $create ]]; then
  ((${#rest[@]} == 0)) || usage_error "--create only makes the application; run the command with its --application-id."
  require_release
  require_file --application "$make"
  send emr-serverless create-application ${region[@]+"${region[@]}"} --name "${name:-trailhouse}" \
    --release-label "$release" --type SPARK --cli-input-json "$(<"$make")" \
    --query applicationId --output text
  exit
fi

require_command
require --application-id "$application" "the application that runs the command; --create makes one"
require --role "$role" "the role of the job, such as arn:aws:iam::111122223333:role/trailhouse-job"
require_jar
require_logs
require_file --overrides "$overrides"
set -- "${rest[@]:1}"

driver() {
  printf '{"sparkSubmit": {\n    "entryPoint": %s,\n' "$(json "$jar")"
  printf '    "entryPointArguments": %s,\n' "$(json_array "$@")"
  printf '    "sparkSubmitParameters": %s}}' "$(json "--class $main_class --conf spark.jars=$jars$conf")"
}

settings=$(<"$overrides")
send_jar
send emr-serverless start-job-run ${region[@]+"${region[@]}"} --application-id "$application" \
  --execution-role-arn "$role" --name "${name:-trailhouse $1}" --execution-timeout-minutes "$timeout" \
  --job-driver "$(driver "$@")" \
  --configuration-overrides "${settings//\"@LOG_URI@\"/"$(json "$logs")"}"
