// red: io.overdub.uploads.storage.Storage
package io.overdub.dubs;

class ThroughTheWindow {
    io.overdub.uploads.storage.Storage storage;
}
