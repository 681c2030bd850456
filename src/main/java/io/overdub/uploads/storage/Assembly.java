package io.overdub.uploads.storage;

/** An object that storage will put together of parts (S3's multipart upload). @param id as storage named it */
public record Assembly(String key, String id) {}
