// red: from level 3 to 5: Field <io.overdub.connections.UpwardImport.dubs>
package io.overdub.connections;

class UpwardImport {
    io.overdub.dubs.Dubs dubs;
}
