// red: AsksItsParent.uploads
package io.overdub.uploads.media;

class AsksItsParent {
    io.overdub.uploads.Uploads uploads;
}
