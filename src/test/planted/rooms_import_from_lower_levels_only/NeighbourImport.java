// red: from level 3 to 3: Field <io.overdub.connections.NeighbourImport.uploads>
package io.overdub.connections;

class NeighbourImport {
    io.overdub.uploads.Uploads uploads;
}
