// red: io.overdub.uploads.media.PublicInAnInnerRoom
package io.overdub.uploads.media;

public class PublicInAnInnerRoom {}
