"""Trailhouse on EMR Serverless, every night.

Put this file into the folder of DAGs, and set the Airflow variables trailhouse_application_id,
trailhouse_role_arn, trailhouse_jar, trailhouse_logs, trailhouse_trail, trailhouse_lake and
trailhouse_reports. It needs Airflow 2.6 or newer and apache-airflow-providers-amazon 8.2 or newer.
"""

from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.providers.amazon.aws.operators.emr import EmrServerlessStartJobOperator

DELTA = "/usr/share/aws/delta/lib/delta-spark.jar,/usr/share/aws/delta/lib/delta-storage.jar"

with DAG(
    dag_id="trailhouse_nightly",
    description="Ingest what is new in the trail, write the day's reports",
    schedule="30 3 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    # A run makes up for nights that were left out; old ones need no run of their own.
    catchup=False,
    max_active_runs=1,
    tags=["trailhouse"],
) as dag:
    EmrServerlessStartJobOperator(
        task_id="nightly",
        application_id="{{ var.value.trailhouse_application_id }}",
        execution_role_arn="{{ var.value.trailhouse_role_arn }}",
        name="trailhouse nightly",
        job_driver={
            "sparkSubmit": {
                "entryPoint": "{{ var.value.trailhouse_jar }}",
                "entryPointArguments": [
                    "nightly",
                    "--trail",
                    "{{ var.value.trailhouse_trail }}",
                    "--lake",
                    "{{ var.value.trailhouse_lake }}",
                    "--out",
                    "{{ var.value.trailhouse_reports }}",
                ],
                "sparkSubmitParameters": "--class io.trailhouse.cli.Trailhouse"
                f" --conf spark.jars={DELTA}",
            }
        },
        # As in conf/emr/serverless-job.json.
        configuration_overrides={
            "applicationConfiguration": [
                {
                    "classification": "spark-defaults",
                    "properties": {
                        "spark.driver.cores": "4",
                        "spark.driver.memory": "12g",
                        "spark.executor.cores": "4",
                        "spark.executor.memory": "12g",
                        "spark.dynamicAllocation.maxExecutors": "15",
                        "spark.emr-serverless.driver.disk": "20G",
                        "spark.emr-serverless.executor.disk": "40G",
                    },
                },
                {
                    "classification": "spark-driver-log4j2",
                    "properties": {
                        "rootLogger.level": "warn",
                        "logger.trailhouse.name": "io.trailhouse",
                        "logger.trailhouse.level": "info",
                        "logger.shaded.name": "io.trailhouse.shaded",
                        "logger.shaded.level": "error",
                    },
                },
                {
                    "classification": "spark-executor-log4j2",
                    "properties": {"rootLogger.level": "warn"},
                },
            ],
            "monitoringConfiguration": {
                "s3MonitoringConfiguration": {"logUri": "{{ var.value.trailhouse_logs }}"}
            },
        },
        config={"executionTimeoutMinutes": 720},
        waiter_delay=60,
        waiter_max_attempts=720,
        # A run that ends with an error wants to be looked at; the next night makes up for it.
        retries=0,
        execution_timeout=timedelta(hours=13),
    )
