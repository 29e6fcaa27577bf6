# What the scripts for EMR share: options, and what is sent or printed. It is sourced.
# shellcheck shell=bash disable=SC2034 # The scripts use these names.

# shellcheck source=scripts/functions.sh
source "${BASH_SOURCE[0]%/*}/functions.sh"

release=emr-spark-8.1.0
# Where EMR keeps its own Delta, which is not on the class path of every job.
delta=/usr/share/aws/delta/lib/delta-spark.jar,/usr/share/aws/delta/lib/delta-storage.jar
create='' upload='' print='' jar='' jars=$delta logs='' name='' region=() endpoint=()
# What is left of the arguments behind the options: -- and the command.
rest=()

usage_error() {
  fail "$1"$'\n'"$program --help lists all options." 2
}

# The value of an option: value_of OPTION ARGUMENTS_LEFT NEXT_ARGUMENT
value_of() {
  [[ $2 -gt 1 && -n $3 && $3 != --* ]] || usage_error "$1 needs a value."
  printf '%s' "$3"
}

# Reads the options. Those that a script has for itself it takes as own_option OPTION VALUE, which
# fails for others.
read_options() {
  local value
  while (($# > 0)) && [[ $1 != -- ]]; do
    case $1 in
      --help | -h) help && exit ;;
      --create) create=yes && shift && continue ;;
      --upload) upload=yes && shift && continue ;;
      --print) print=yes && shift && continue ;;
    esac
    value=$(value_of "$1" $# "${2:-}")
    case $1 in
      --jar) jar=$value ;;
      --jars) jars=$value ;;
      --log-uri) logs=$value ;;
      --release) release=$value ;;
      --name) name=$value ;;
      --region) region=(--region "$value") ;;
      --endpoint-url) endpoint=(--endpoint-url "$value") ;;
      *)
        own_option "$1" "$value" ||
          usage_error "$1 is not an option; what Trailhouse is to do stands behind --."
        ;;
    esac
    shift 2
  done
  rest=("$@")
}

# require OPTION VALUE MEANING
require() {
  [[ -n $2 ]] || usage_error "$1 is missing: $3."
}

require_uri() {
  [[ $2 == s3://?*/?* ]] || usage_error "$1 is $2, but it must be like s3://bucket/key."
}

require_file() {
  [[ -f $2 ]] || usage_error "$1 is $2, but there is no such file."
}

require_command() {
  ((${#rest[@]} > 1)) || usage_error "there is no command; what Trailhouse is to do stands behind --."
}

require_jar() {
  require --jar "$jar" "where the job jar is in S3, such as s3://code/trailhouse.jar"
  require_uri --jar "$jar"
}

require_logs() {
  require --log-uri "$logs" "where logs go, such as s3://logs/trailhouse/"
  require_uri --log-uri "$logs"
}

require_release() {
  [[ $release == emr-spark-* && $release != emr-spark-8.0.* ]] ||
    usage_error "--release is $release, but Trailhouse needs Spark 4.1 with Scala 2.13, such as in emr-spark-8.1.0."
}

# Texts as a JSON array, one a line.
json_array() {
  local text comma=''
  printf '['
  for text; do
    printf '%s\n      ' "$comma"
    json "$text"
    comma=,
  done
  printf ']'
}

# Sends a command to AWS, or prints it as it could be typed.
send() {
  local argument separator=''
  set -- aws "$@" ${endpoint[@]+"${endpoint[@]}"}
  if [[ -n $print ]]; then
    for argument; do
      # A line for each option.
      if [[ $argument == --* ]]; then
        separator=$' \\\n  '
      fi
      printf '%s' "$separator"
      word "$argument"
      separator=' '
    done
    printf '\n'
    return
  fi
  command -v aws >/dev/null ||
    fail "there is no aws on the PATH; install the AWS CLI, or see with --print what would be sent."
  AWS_PAGER='' "$@"
}

# Puts the newest build to where the job jar is wanted, if that was asked for.
send_jar() {
  [[ -n $upload ]] || return 0
  find_job
  [[ -n $job ]] || not_built
  send s3 cp "$job" "$jar" ${region[@]+"${region[@]}"} --only-show-errors
}

[[ ${*//[$'\n\r\t']/} != *[[:cntrl:]]* ]] || usage_error "there is a control character in the arguments."
