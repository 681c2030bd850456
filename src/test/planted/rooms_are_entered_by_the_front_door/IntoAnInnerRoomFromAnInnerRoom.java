// red: IntoAnInnerRoomFromAnInnerRoom.storage
package io.overdub.feeds.timeline;

class IntoAnInnerRoomFromAnInnerRoom {
    io.overdub.uploads.storage.Storage storage;
}
