package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.in.imports.ImportFiles;

/** The files of an import. */
interface ImportSources {

    /**
     * Opens the files.
     *
     * @param chunks gets the content of uploaded files
     */
    ImportFiles.Request open(ChunkStore chunks);
}
