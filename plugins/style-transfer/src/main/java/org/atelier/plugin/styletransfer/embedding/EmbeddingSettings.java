package org.atelier.plugin.styletransfer.embedding;

import org.atelier.api.Reference;
import org.atelier.api.Setting;

/**
 * How pictures are made by embeddings of pixels.
 *
 * @param network the network and its embeddings
 */
public record EmbeddingSettings(
    @Setting("stage that trained the network that is given embeddings (train-style-transfer)")
        Reference<EmbeddingTransferModel> network) {}
