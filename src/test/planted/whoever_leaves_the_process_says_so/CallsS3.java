// red: io.overdub.uploads.storage.CallsS3.list(
package io.overdub.uploads.storage;

class CallsS3 {
    Object list(software.amazon.awssdk.services.s3.S3Client s3) {
        return s3.listBuckets();
    }
}
