# What the scripts for EMR share: options, JSON, and what is sent or printed. It is sourced.
# shellcheck shell=bash disable=SC2034 # The scripts use these names.

program=${0##*/}
main_class=io.trailhouse.cli.Trailhouse
release=emr-spark-8.1.0
# Where EMR keeps its own Delta, which is not on the class path of every job.
delta=/usr/share/aws/delta/lib/delta-spark.jar,/usr/share/aws/delta/lib/delta-storage.jar
home=$(cd -P -- "$(dirname "${BASH_SOURCE[0]}")/.." >/dev/null && pwd)
print='' region=() endpoint=()

usage_error() {
  echo "$program: $*" >&2
  echo "$program --help lists all options." >&2
  exit 2
}

fail() {
  echo "$program: $*" >&2
  exit 3
}

# The comment at the start of a script is its help.
help() {
  sed -n '2,/^[^#]/ { s/^# \{0,1\}//p; }' "$0"
}

# The value of an option: value_of OPTION ARGUMENTS_LEFT NEXT_ARGUMENT
value_of() {
  [[ $2 -gt 1 && -n $3 && $3 != --* ]] || usage_error "$1 needs a value."
  printf '%s' "$3"
}

# require OPTION VALUE MEANING
require() {
  [[ -n $2 ]] || usage_error "$1 is missing: $3."
}

require_uri() {
  [[ $2 == s3://?*/?* ]] || usage_error "$1 is $2, but it must be like s3://bucket/key."
}

require_release() {
  [[ $1 == emr-spark-* && $1 != emr-spark-8.0.* ]] ||
    usage_error "--release is $1, but Trailhouse needs Spark 4.1 with Scala 2.13, such as in emr-spark-8.1.0."
}

# A text as JSON.
json() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  printf '"%s"' "$text"
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

# A word for the shell.
word() {
  if [[ $1 =~ ^[A-Za-z0-9_./:=,@%+-]+$ ]]; then
    printf '%s' "$1"
  else
    printf "'%s'" "${1//\'/\'\\\'\'}"
  fi
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

# Puts the newest build to where the job jar is wanted: upload URI
upload() {
  local newest='' jar
  for jar in "$home"/target/trailhouse-*.jar; do
    [[ -f $jar && (-z $newest || $jar -nt $newest) ]] && newest=$jar
  done
  [[ -n $newest ]] || fail "it is not built yet; run mvn -DskipTests package in $home first."
  send s3 cp "$newest" "$1" ${region[@]+"${region[@]}"} --only-show-errors
}

[[ ${*//[$'\n\r\t']/} != *[[:cntrl:]]* ]] || usage_error "there is a control character in the arguments."
