/**
 * The aggregation as an AWS Lambda function, for whoever has Kinesis and SQS: instead of the stage {@code aggregate}, which is then paused.
 *
 * <p>Its handler is {@code io.overdub.analytics.lambda.AggregateRecords}; it needs no setting, for the queue is called like the function. The
 * event source mapping is to report failures of single records ({@code ReportBatchItemFailures}).
 */
@NullMarked
package io.overdub.analytics.lambda;

import org.jspecify.annotations.NullMarked;
