# Values for conf/iam and conf/schedule: sed -f conf/values.sed conf/iam/job-role.json
s|@ACCOUNT@|111122223333|g
s|@REGION@|eu-west-1|g
# The trail: its bucket, the folder in it, the region of the bucket, the key it is encrypted with.
s|@TRAIL_BUCKET@|org-trail|g
s|@TRAIL_PREFIX@|AWSLogs|g
s|@TRAIL_REGION@|eu-west-1|g
s|@TRAIL_KEY@|arn:aws:kms:eu-west-1:444455556666:key/11111111-2222-3333-4444-555555555555|g
# The lake and its reports, and the key of their bucket.
s|@LAKE_BUCKET@|lake|g
s|@LAKE_PREFIX@|trails|g
s|@REPORTS_PREFIX@|reports|g
s|@LAKE_KEY@|arn:aws:kms:eu-west-1:111122223333:key/66666666-7777-8888-9999-000000000000|g
# The job jar and the logs of EMR.
s|@CODE_BUCKET@|code|g
s|@LOG_BUCKET@|logs|g
s|@LOG_PREFIX@|trailhouse|g
# The application of EMR Serverless.
s|@APPLICATION_ID@|00f1abcdefghij09|g
