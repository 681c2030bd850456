dofile(os.getenv("SCRIPTS") .. "/common.lua")
