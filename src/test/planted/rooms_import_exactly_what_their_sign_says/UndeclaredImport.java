// red: feeds imports uploads
package io.overdub.feeds;

class UndeclaredImport {
    io.overdub.uploads.Uploads uploads;
}
