// red: only in [uploads.storage]: Field <io.overdub.feeds.EscapedVendor.s3>
package io.overdub.feeds;

class EscapedVendor {
    software.amazon.awssdk.services.s3.S3Client s3;
}
